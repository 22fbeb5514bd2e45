"""This file finds the best columns of 0 and 1 by HiGHS, a solver, within a limit.

It answers in floating point: what it found is kept only where it holds in whole numbers, and its
bound is rounded up by more than its tolerance before it is taken down to a whole step of value.
"""

from collections.abc import Callable, Sequence
from math import floor, gcd
from typing import Final

from pmtui.figures.selection.program import Found, Program

_TOLERANCE: Final = 1e-6


class MissingHighsError(ImportError):
    """Says that the solver is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "the solver for many projects is HiGHS, which is not installed:"
            " pip install 'pmtui[selection]'"
        )


def columns_by_highs(
    program: Program, known: Found, enough: Callable[[], bool], seconds: float
) -> Found:
    """Better columns than those that are known, or the proof that there are none, as far as it got.

    Args:
        program: what is to be kept.
        known: what was found before, with a bound that holds.
        enough: whether to stop with what there is; asked again and again.
        seconds: how long it works at most.

    Raises:
        MissingHighsError: HiGHS is not installed.
    """
    step = gcd(*program.gains) or 1
    try:
        columns, bound = _solved(program, known.columns, step, enough, seconds)
    except ImportError as error:
        raise MissingHighsError from error
    if bound is None:  # infeasible: only the own search proves that
        return known
    best, worth = known.columns, known.value
    if columns is not None and program.is_kept_by(columns):
        value = program.worth(columns)
        if best is None or value > worth:
            best, worth = columns, value
    least = bound if known.bound is None else min(bound, known.bound)
    return Found(best, worth, max(least, worth) if best is not None else least)


def _solved(
    program: Program,
    start: Sequence[int] | None,
    step: int,
    enough: Callable[[], bool],
    seconds: float,
) -> tuple[tuple[int, ...] | None, int | None]:
    """The columns found, None where there are none, and the bound in units of value.

    The bound is None where HiGHS finds that nothing keeps the rows.
    """
    import highspy

    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_abs_gap", 0.5)
    solver.setOptionValue("time_limit", float(seconds))
    solver.setOptionValue("random_seed", 1)
    solver.passModel(_model(program, step))
    if start is not None:
        solution = highspy.HighsSolution()
        solution.col_value = [float(column) for column in start]
        solver.setSolution(solution)

    def stop(event: highspy.highs.HighsCallbackEvent) -> None:
        if enough():
            event.interrupt()

    solver.cbMipInterrupt.subscribe(stop)
    solver.run()
    status, info = solver.getModelStatus(), solver.getInfo()
    if status == highspy.HighsModelStatus.kInfeasible:
        return None, None
    above = min(info.mip_dual_bound, 1e300)
    bound = floor(above + _TOLERANCE * max(abs(above), 1)) * step
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return None, bound
    values = solver.getSolution().col_value
    return tuple(round(value) for value in values), bound


def _model(program: Program, step: int) -> object:
    """The program as HiGHS takes it, gains in steps of value."""
    import highspy

    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(program.gains), len(program.rows)
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_cost_ = [float(gain // step) for gain in program.gains]
    model.col_lower_ = [float(low) for low in program.lows]
    model.col_upper_ = [float(high) for high in program.highs]
    # Each row by its largest factor, so that none is lost beside the size of another.
    sizes = [float(max(map(abs, (*row.factors, 1)))) for row in program.rows]
    model.row_lower_ = [-highspy.kHighsInf for _ in program.rows]
    model.row_upper_ = [row.most / size for row, size in zip(program.rows, sizes, strict=True)]
    starts, columns, factors = [0], list[int](), list[float]()
    for row, size in zip(program.rows, sizes, strict=True):
        columns += row.columns
        factors += [factor / size for factor in row.factors]
        starts.append(len(columns))
    matrix = model.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kRowwise
    matrix.start_, matrix.index_, matrix.value_ = starts, columns, factors
    model.integrality_ = [highspy.HighsVarType.kInteger for _ in program.gains]
    return model
