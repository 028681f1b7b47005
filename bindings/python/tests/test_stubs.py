"""The type stubs name what there is, with the same arguments; everything public has a docstring."""

import ast
import inspect
from pathlib import Path

import asli
from asli import _asli

STUBS = ast.parse((Path(asli.__file__).parent / "_asli.pyi").read_text("utf-8"))
CLASSES = {node.name: node for node in STUBS.body if isinstance(node, ast.ClassDef) and hasattr(_asli, node.name)}


def arguments(function):
    names = [argument.arg for argument in function.args.posonlyargs + function.args.args + function.args.kwonlyargs]
    return [name for name in names if name != "self"]


def test_each_class_has_what_its_stub_says_and_nothing_more():
    assert len(CLASSES) == 7
    for name, stub in CLASSES.items():
        own = getattr(_asli, name)
        named = {node.name for node in stub.body if isinstance(node, ast.FunctionDef)}
        there = {member for member in vars(own) if not member.startswith("__")}
        assert {member for member in named if not member.startswith("__")} == there, name
        assert all(hasattr(own, member) for member in named), name


def test_methods_take_what_the_stubs_say():
    for name, stub in CLASSES.items():
        for node in stub.body:
            method = isinstance(node, ast.FunctionDef) and not node.decorator_list and not node.name.startswith("__")
            if method:
                signature = inspect.signature(getattr(getattr(_asli, name), node.name))
                assert [one for one in signature.parameters if one != "self"] == arguments(node), (name, node.name)


def test_everything_public_is_documented():
    public = [getattr(asli, name) for name in asli.__all__ if not name.isupper() and not name.startswith("__")]
    for thing in public:
        assert inspect.getdoc(thing), thing
        for name, member in vars(thing).items() if inspect.isclass(thing) else ():
            if not name.startswith("_") and not issubclass(thing, Exception):
                assert inspect.getdoc(member), (thing, name)
