from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from gui.core.phones import PhoneProblem
from gui.core.recipients import Problem, RowProblem
from gui.models.left_out import PROBLEM_ROLE, LeftOutModel
from gui.words import drafts

PROBLEMS = (
    Problem(3, "12345", PhoneProblem.TOO_SHORT),
    Problem(0, "13800138000", RowProblem.REPEATED),
)


def row(model: QAbstractItemModel, number: int) -> list[object]:
    return [model.index(number, column).data() for column in range(model.columnCount())]


def test_a_row_says_line_text_and_reason(qapp):
    model = LeftOutModel()
    model.set_problems(PROBLEMS)
    assert row(model, 0) == ["3", "12345", drafts.recipient_problem(PROBLEMS[0])]
    assert row(model, 1) == ["–", "13800138000", drafts.recipient_problem(PROBLEMS[1])]
    assert model.index(1, 2).data(PROBLEM_ROLE) is PROBLEMS[1]


def test_the_columns_are_named(qapp):
    model = LeftOutModel()
    names = [model.headerData(number, Qt.Orientation.Horizontal) for number in range(3)]
    assert names == ["Line", "What was there", "Why it is left out"]


def test_it_keeps_to_the_rules_of_qt(qapp):
    model = LeftOutModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.set_problems(PROBLEMS)
    model.set_problems(())
    model.set_problems(PROBLEMS * 1000)
    assert tester.model() is model
    assert model.rowCount() == 2000
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.data(QModelIndex()) is None


def test_the_same_problems_do_not_move_the_view(qtbot):
    model = LeftOutModel()
    model.set_problems(PROBLEMS)
    with qtbot.assertNotEmitted(model.modelReset):
        model.set_problems(tuple(PROBLEMS))
