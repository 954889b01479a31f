"""Examples in the package's own words give what they say."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
from types import ModuleType

import pytest

import buurt


def modules() -> list[ModuleType]:
    found = pkgutil.walk_packages(buurt.__path__, "buurt.")
    return [importlib.import_module(one.name) for one in found if not one.name.endswith("__main__")]


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.__name__)
def test_examples_give_what_they_say(module: ModuleType) -> None:
    assert doctest.testmod(module).failed == 0


def test_there_are_examples() -> None:
    assert sum(len(one.examples) for module in modules() for one in doctest.DocTestFinder().find(module)) >= 5
