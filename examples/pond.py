"""pond.py POND.npy: six drops on a pond, as an array of float64 with the axes (y, x)."""

import sys

import numpy as np

NY, NX = 240, 360
RADIUS, WIDTH = 60, 5

y, x = np.ogrid[:NY, :NX]
y, x = y - (NY - 1) / 2, x - (NX - 1) / 2
pond = np.zeros((NY, NX))
for angle in np.arange(6) * np.pi / 3:
    away = np.hypot(y - RADIUS * np.sin(angle), x - RADIUS * np.cos(angle))
    pond += np.exp(-((away / WIDTH) ** 2) / 2)

# The drops lie symmetrically, and so shall their rounding errors.
pond = (pond + pond[::-1]) / 2
pond = (pond + pond[:, ::-1]) / 2
np.save(sys.argv[1], pond.round(6))
