"""The formula that joins several grades into one: numbers, names and a few functions only."""

import ast
import math
import operator
from collections.abc import Callable, Mapping

_SIGNS: Mapping[type, Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_FUNCTIONS: Mapping[str, Callable[..., float]] = {
    "min": min,
    "max": max,
    "abs": abs,
    "floor": math.floor,
    "ceil": math.ceil,
    "exp": math.exp,
    "sqrt": math.sqrt,
    "log": math.log,
}
MOST_SIGNS = 1000


def wrong_formula(text: str, names: frozenset[str]) -> str:
    """What is wrong with a formula over these names, in plain words; "" when nothing is."""
    try:
        used = _names(_parsed(text))
    except ValueError as error:
        return str(error)
    unknown = sorted(used - names)
    return f"The formula names {unknown[0]}, which is no grader here." if unknown else ""


def calculate(text: str, grades: Mapping[str, float]) -> float:
    """The value of a formula. Raises ValueError when it has none, such as 1 / 0."""
    try:
        value = float(_value(_parsed(text), grades))
    except (ArithmeticError, KeyError, TypeError) as error:
        raise ValueError("The formula has no value for these grades.") from error
    if not math.isfinite(value):
        raise ValueError("The formula has no value for these grades.")
    return value


def _parsed(text: str) -> ast.expr:
    if len(text) > MOST_SIGNS:
        raise ValueError(f"The formula is longer than {MOST_SIGNS} characters.")
    try:
        body = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise ValueError("The formula cannot be read.") from error
    for node in ast.walk(body):
        if not _is_known(node):
            raise ValueError(
                "A formula has only numbers, names of graders, + - * / and "
                + ", ".join(_FUNCTIONS)
                + "."
            )
    return body


def _is_known(node: ast.AST) -> bool:
    if isinstance(node, ast.Constant):
        return type(node.value) in (int, float)
    if isinstance(node, ast.Call):
        named = isinstance(node.func, ast.Name) and node.func.id in _FUNCTIONS
        return named and bool(node.args) and not node.keywords
    if isinstance(node, ast.BinOp):
        return type(node.op) in _SIGNS
    if isinstance(node, ast.UnaryOp):
        return isinstance(node.op, ast.USub)
    return isinstance(node, (ast.Name, ast.Load, ast.operator, ast.unaryop))


def _names(body: ast.expr) -> set[str]:
    called = {id(node.func) for node in ast.walk(body) if isinstance(node, ast.Call)}
    return {n.id for n in ast.walk(body) if isinstance(n, ast.Name) and id(n) not in called}


def _value(node: ast.expr, grades: Mapping[str, float]) -> float:
    if isinstance(node, ast.Constant):
        return float(node.value)  # type: ignore[arg-type]
    if isinstance(node, ast.Name):
        return grades[node.id]
    if isinstance(node, ast.UnaryOp):
        return -_value(node.operand, grades)
    if isinstance(node, ast.BinOp):
        return _SIGNS[type(node.op)](_value(node.left, grades), _value(node.right, grades))
    assert isinstance(node, ast.Call)
    assert isinstance(node.func, ast.Name)
    return _FUNCTIONS[node.func.id](*(_value(argument, grades) for argument in node.args))
