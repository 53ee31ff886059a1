"""Steps that keep all numbers and move them: another order, another shape.

Must never change a number.
"""

from __future__ import annotations

from functools import partial

import numpy as np

from autograder.base.language import Text
from autograder.judge.diagnosis.vocabulary.step import Step, anything, has_entries, has_rows, made

_ORDER = Text(
    "The values are right and their order is not: look at how they are put in their places.",
    "값은 맞지만 순서가 다릅니다. 값을 제자리에 넣는 부분을 살펴보세요.",
)
_SHAPE = Text(
    "The numbers are right and the shape is not.", "숫자는 맞지만 배열의 모양이 다릅니다."
)

ARRANGEMENTS: tuple[Step, ...] = (
    Step(
        "transposed",
        2,
        made(np.transpose, anything),
        Text("the transpose of {}", "{}의 전치(행과 열을 바꾼 것)"),
        Text(
            "Rows and columns are swapped: look for .T, and at the order of two indices.",
            "행과 열이 바뀌었습니다. .T를 쓰는 곳과 두 인덱스의 순서를 살펴보세요.",
        ),
    ),
    Step(
        "reversed",
        3,
        made(lambda v: v.ravel()[::-1].reshape(v.shape), has_entries),
        Text("{} from back to front", "{}을(를) 거꾸로 늘어놓은 것"),
        _ORDER,
    ),
    Step(
        "rows_reversed",
        3,
        made(lambda v: v[::-1], has_rows),
        Text("{}, its rows from the last to the first", "{}의 행을 거꾸로 늘어놓은 것"),
        _ORDER,
    ),
    Step(
        "columns_reversed",
        3,
        made(lambda v: v[..., ::-1], has_entries),
        Text("{}, each row from back to front", "{}의 각 행을 거꾸로 늘어놓은 것"),
        _ORDER,
    ),
    Step(
        "column_order",
        3,
        made(lambda v: v.ravel().reshape(v.shape, order="F"), anything),
        Text(
            "{}, its entries filled in column by column",
            "{}의 원소를 행이 아니라 열을 따라 채운 것",
        ),
        _ORDER,
    ),
    Step(
        "read_by_columns",
        3,
        made(lambda v: v.ravel(order="F").reshape(v.shape), anything),
        Text(
            "{}, its entries taken column by column",
            "{}의 원소를 행이 아니라 열을 따라 꺼내어 늘어놓은 것",
        ),
        _ORDER,
    ),
    *(
        Step(
            f"rolled_{by}",
            3,
            made(partial(np.roll, shift=by), has_entries),
            Text(f"{{}} moved by one place {en}", f"{{}}을(를) 한 칸 {ko} 민 것"),
            Text("An index that is off by one does that.", "인덱스가 하나 어긋나면 이렇게 됩니다."),
        )
        for by, en, ko in ((1, "on", "뒤로"), (-1, "back", "앞으로"))
    ),
    Step(
        "flattened",
        2,
        made(np.ravel, anything),
        Text("{} in one single row", "{}을(를) 한 줄로 편 것"),
        _SHAPE,
    ),
    Step(
        "row_of_one",
        2,
        made(lambda v: v[np.newaxis], anything),
        Text("{} with one more dimension in front", "{}의 앞에 차원이 하나 더 붙은 것"),
        _SHAPE,
    ),
    Step(
        "column_of_one",
        2,
        made(lambda v: v[..., np.newaxis], anything),
        Text("{} with one more dimension behind", "{}의 뒤에 차원이 하나 더 붙은 것"),
        _SHAPE,
    ),
    Step(
        "one_number_in_list",
        3,
        made(lambda v: v[0], lambda v: v.ndim > 0 and len(v) == 1),
        Text("{} without its first dimension", "{}에서 첫 차원이 없어진 것"),
        _SHAPE,
    ),
    Step(
        "rows_flattened",
        3,
        made(lambda v: v.reshape(len(v), -1), lambda v: v.ndim > 1 and len(v) > 0),
        Text("{}, each row flattened", "{}의 각 행을 한 줄로 편 것"),
        _SHAPE,
    ),
)
