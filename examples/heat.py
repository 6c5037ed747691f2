"""heat.py FILE.npy…: draws the plates of heat_mpi beside each other, as heat.png in the current folder."""

import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402
import numpy as np  # noqa: E402

plates = [(name, np.load(name)) for name in sys.argv[1:]]
figure, axes = plt.subplots(1, len(plates), figsize=(4 * len(plates), 3.4), squeeze=False, layout="constrained")
most = max(float(u.max()) for _, u in plates)
for place, (name, u) in zip(axes[0], plates):
    image = place.imshow(u, origin="lower", cmap="inferno", vmin=0, vmax=most)
    place.set_title(f"{name}: {u.shape[0]} x {u.shape[1]}, mean {u.mean():.2f}", fontsize=9)
figure.colorbar(image, ax=axes[0], label="temperature")
figure.savefig("heat.png", dpi=120)
print(f"heat.png: {len(plates)} plates, the warmest cell {most:g}")
