"""What the README and the pages show is what a reader gets: outputs, links and file names.

With BUURT_WRITE_DOCS=1 in the environment the outputs are written instead of compared.
"""

import os
import re
import shlex
import subprocess
from pathlib import Path

import pytest

SOURCE = Path(os.environ["BUURT_SOURCE"])
BUURT = os.environ["BUURT"]
README = SOURCE / "README.md"
PAGES = sorted(path for path in [*SOURCE.glob("*.md"), *SOURCE.glob("*/*.md"), *SOURCE.glob("docs/**/*.md")]
               if "build" not in path.relative_to(SOURCE).parts)  # fmt: skip


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """A folder that looks to commands like a clone in which buurt was built."""
    folder = tmp_path_factory.mktemp("clone")
    (folder / "build/release").mkdir(parents=True)
    (folder / "build/release/buurt").symlink_to(BUURT)
    (folder / "scenarios").symlink_to(SOURCE / "scenarios")
    return folder


def output(command, folder):
    done = subprocess.run(
        shlex.split(command), cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=500,
        check=False)  # fmt: skip
    progress = re.compile(r"\d+ % done, ")
    return "".join(line for line in done.stdout.splitlines(keepends=True) if not progress.match(line))


def test_the_readme_names_every_kind_that_can_be_listed(clone):
    sentence = re.search(r"`buurt list .*? show what there is", README.read_text(encoding="utf-8").replace("\n", " "))
    named = set(re.findall(r"`(?:buurt list )?(\w+)`", sentence[0]))
    # A kind that is not there is answered with all that are.
    answer = output("build/release/buurt list nothing", clone)
    assert set(re.findall(r'"(\w+)"', answer)) - {"nothing"} == named


def test_the_readme_shows_what_its_commands_say(clone):
    text = README.read_text(encoding="utf-8")
    blocks = re.findall(r"```console\n(.*?)```", text, re.S)
    assert len(blocks) == 5
    for block in blocks:
        command = block.splitlines()[0].removeprefix("$ ")
        said = f"$ {command}\n{output(command, clone)}"
        if "BUURT_WRITE_DOCS" in os.environ:
            text = text.replace(f"```console\n{block}```", f"```console\n{said}```")
        else:
            assert block == said
    if "BUURT_WRITE_DOCS" in os.environ:
        README.write_text(text, encoding="utf-8")


def test_the_make_targets_that_pages_name_are_there():
    makefile = (SOURCE / "Makefile").read_text(encoding="utf-8")
    named = {name for page in PAGES for name in re.findall(r"(?:`|^)make ([a-z-]+)", page.read_text(encoding="utf-8"), re.M)}
    assert {"demo", "test"} <= named
    assert not {name for name in named if not re.search(rf"^{name}:", makefile, re.M)}


def anchors_of(page):
    text = page.read_text(encoding="utf-8")
    headings = [re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in re.findall(r"^#+ (.*)$", text, re.M)]
    return {*headings, *re.findall(r'<a id="([^"]+)">', text)}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(SOURCE)))
def test_every_link_of_a_page_leads_somewhere(page):
    for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if link.startswith(("http:", "https:", "mailto:")):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{link} is not there"
        assert not anchor or anchor in anchors_of(target), f"{link}: no such heading"


def test_every_file_that_the_readme_names_is_there():
    text = README.read_text(encoding="utf-8")
    named = re.findall(r"`((?:sim|tests|scenarios|analysis|docs|bench)/[\w./-]*)`", text)
    assert len(named) > 10
    assert not [path for path in named if not (SOURCE / path).exists()]
