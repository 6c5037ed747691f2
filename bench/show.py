"""The results as JSON, as a page in Markdown, and as plots."""

import datetime
import json
import os
import pathlib
import platform
import shutil

import files
import reasons
import results

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- measured: make bench-docs -->\n", "<!-- end of what was measured -->\n"


def write(stem, whole):
    """Everything of this run into build/bench."""
    for old in pathlib.Path(files.FOLDER).glob(f"{stem}_*.png"):
        old.unlink()
    folder = pathlib.Path(files.FOLDER)
    told = {"about": results.ABOUT, "rows": [result.as_json() for result in results.ALL], "curves": results.CURVES,
            "memory": results.MEMORY, "skipped": results.SKIPPED}
    (folder / f"{stem}.json").write_text(json.dumps(told, indent=1) + "\n")
    cells = [(result.name, result.text, result.cells(), result.met()) for result in results.ALL]
    text = page(told, cells, whole)
    (folder / f"{stem}.md").write_text(text)
    plots(told, folder, stem)
    print(f"written to {folder}: {stem}.json, {stem}.md, {stem}_*.png")


def page(told, cells, whole):
    about = told["about"]
    lines = [f"Measured on {about['date']} with npyrw {about['npyrw']} and NumPy {about['numpy']}, Python {about['python']}, on "
             f"{about['machine']}, {about['system']}; the load of the machine was {about['load']:.1f} when it began." + ("" if whole else " Some rows only were measured in this run."), "", "## The goals", ""]
    table = [("row", "job", "npyrw", "x as fast as NumPy", "x as fast as others", "time against the limit", "")]
    table += [(f"`{name}`", text, *columns, "met" if met else "**missed**") for name, text, columns, met in cells
              if not name.startswith(("growth", "language"))]
    lines += [*markdown(table), ""]
    languages = [(text, *columns, "met" if met else "**missed**") for name, text, columns, met in cells if name.startswith("language")]
    if languages:
        lines += ["## Other languages", "", *markdown([("job", "there", "against C, with the goal", "")] +
                                                     [(text, ours, limit, met) for text, ours, _, _, limit, met in languages]), ""]
    if told["curves"]:
        lines += ["## How cost grows", ""]
        for curve in told["curves"].values():
            lines += [curve["text"] + ":", "", *markdown([(curve["unit"], *curve["seconds"])] + [
                (f"{x:,}", *map(results.duration, times)) for x, *times in zip(curve["x"], *curve["seconds"].values())]), ""]
        lines += ["The steepest step of each, as the power of the size by which time grows (1 is in proportion):", "",
                  *markdown([("curve", "power", "")] + [(text, columns[3], "met" if met else "**missed**")
                                                        for name, text, columns, met in cells if name.startswith("growth")]), ""]
    if told["memory"]:
        lines += ["## Memory beside the array", "", *markdown([("job", "array", "beside it", "at most")] + [
            (row["text"], size(row["payload"]), size(row["beside"]), size(row["most"]) if row["most"] else "told only")
            for row in told["memory"]]), ""]
    missed = [(f"`{result.name}`", title, results.number(found) if found else "", f"{wanted:.4g}" if wanted else "", off, why)
              for result in results.ALL for title, found, wanted, off, why in reasons.missed(result)]
    if missed:
        lines += ["## Goals that are missed", "", *markdown([("row", "", "found", "goal", "off by", "because"), *missed]), ""]
    if told["skipped"]:
        lines += ["Not measured:", "", *(f"- `{name}`: {why}" for name, why in told["skipped"].items()), ""]
    return "\n".join(lines)


def markdown(rows):
    head, *rest = rows
    text = ["| " + " | ".join(map(str, row)) + " |" for row in (head, *rest)]
    return [text[0], "|" + "---|" * len(head), *text[1:]]


def size(n):
    for unit, of in (("MiB", 1 << 20), ("KiB", 1 << 10)):
        if n >= of:
            return f"{n / of:.3g} {unit}"
    return f"{n} B"


def plots(told, folder, stem):
    try:
        import matplotlib
    except ImportError:
        print("plots: skipped, there is no Matplotlib")
        return
    matplotlib.use("Agg")
    import matplotlib.pyplot as plt
    rows = [row for row in told["rows"] if row["numpy"]]
    if len(rows) > 1:
        figure, axes = plt.subplots(figsize=(9, 1.2 + 0.26 * len(rows)), layout="constrained")
        at = range(len(rows))[::-1]
        axes.barh(at, [row["numpy"]["quartiles"][1] for row in rows], height=0.7, label="npyrw",
                  color=["tab:blue" if row["numpy"]["met"] else "tab:orange" for row in rows])
        axes.plot([row["numpy"]["goal"] for row in rows], at, "|", color="black", markersize=11, markeredgewidth=2, label="goal")
        for i, name in enumerate(sorted({name for row in rows for name in row["peers"]})):
            found = [(1 / row["peers"][name]["quartiles"][1] * row["numpy"]["quartiles"][1], y) for row, y in zip(rows, at) if name in row["peers"]]
            axes.plot(*zip(*found), "oDs^v"[i % 5], color=f"C{i + 2}", markersize=4, label=name)
        axes.set_yticks(at, [row["name"] for row in rows], fontsize=8)
        axes.axvline(1, color="gray", linewidth=0.8)
        axes.set(xscale="log", xlabel="times as fast as NumPy (orange: goal missed)", ylim=(-0.7, len(rows) - 0.3))
        axes.legend(loc="lower right", fontsize=8)
        figure.savefig(folder / f"{stem}_goals.png", dpi=110)
    curves = told["curves"]
    if "growth_size" in curves:
        figure, axes = plt.subplots(figsize=(7, 4.5), layout="constrained")
        draw(axes, curves["growth_size"])
        figure.savefig(folder / f"{stem}_size.png", dpi=110)
    others = [curve for name, curve in curves.items() if name != "growth_size"]
    if others:
        figure, panes = plt.subplots(1, len(others), figsize=(4.5 * len(others), 4), layout="constrained", squeeze=False)
        for axes, curve in zip(panes[0], others):
            draw(axes, curve)
        figure.savefig(folder / f"{stem}_growth.png", dpi=110)
    plt.close("all")


def draw(axes, curve):
    for title, seconds in curve["seconds"].items():
        axes.plot(curve["x"], seconds, "o-", markersize=3, label=title)
    axes.set(xscale="log", yscale="log", xlabel=curve["unit"], ylabel="seconds")
    axes.set_title(curve["text"], fontsize=8)
    axes.grid(alpha=0.3)
    axes.legend(fontsize=8)


def docs():
    """Puts the last whole run into the page, and its plots beside it. What stands around them is written by hand."""
    folder = pathlib.Path(files.FOLDER)
    measured = folder / "results.md"
    if not measured.exists():
        raise SystemExit("there is no run yet: make bench-docs")
    plots_ = ROOT / "docs" / "performance"
    plots_.mkdir(exist_ok=True)
    text = measured.read_text()
    for name, title in (("goals", "Times as fast as NumPy, row by row"), ("size", "Time against size"),
                        ("growth", "Time against members, threads and selected elements")):
        if (folder / f"results_{name}.png").exists():
            shutil.copy(folder / f"results_{name}.png", plots_ / f"{name}.png")
            text += f"\n![{title}](performance/{name}.png)\n"
    before, _, rest = PAGE.read_text().partition(BEGIN)
    after = rest.partition(END)[2]
    PAGE.write_text(before + BEGIN + "\n" + text + "\n" + END + after)
    print(f"written: {PAGE}")
    return 0


def about(load, npyrw, numpy):
    """Where and when."""
    cpu = platform.processor() or platform.machine()
    if os.path.exists("/proc/cpuinfo"):
        with open("/proc/cpuinfo") as f:
            cpu = next((line.split(":")[1].strip() for line in f if line.startswith("model name")), cpu)
    return {"date": datetime.date.today().isoformat(), "npyrw": npyrw, "numpy": numpy, "python": platform.python_version(),
            "machine": f"{cpu}, {os.cpu_count()} processors", "system": f"{platform.system()} {platform.release().split('-')[0]}", "load": load}
