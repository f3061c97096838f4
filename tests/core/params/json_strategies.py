"""Texts that are JSON, nearly JSON, or nothing of the kind."""

import json

from hypothesis import strategies as st

# Written by hand, a text has every kind of slip close to every other.
FRAGMENTS = [
    *"{}[]:,\"'\\/u-+.eE0123 \t\n\r#",
    *["“", "”", "：", "，", "｛", "｝", "\ufeff", "\u00a0", "\u200b", "\ud800", "\udc00", "\u2028"],
    *['"a"', '"b":', '"a":"x"', "{}", "[]", "null", "true", "false", "NaN", "-Infinity"],
    *["012345", "1.50", "1e3", '"\\n"', '"\\ud83d\\ude00"', '"\\ud83d"', '"\n"', "//", "abc"],
    *["\\u00e9", "\\x", '"你好"', "\x00", "\x1f", "\x7f"],
]
nearly_json = st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join)

finite = st.floats(allow_nan=False, allow_infinity=False)
scalars = st.none() | st.booleans() | st.integers() | finite | st.text()
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
layouts = st.sampled_from(
    [{"indent": None}, {"indent": 2}, {"indent": "\t"}, {"separators": (" ,\r\n", "\n: ")}]
)
json_texts = st.builds(
    lambda value, layout, ascii_only: json.dumps(value, ensure_ascii=ascii_only, **layout),
    values | st.dictionaries(st.text(), values),
    layouts,
    st.booleans(),
)
any_text = st.text() | nearly_json | json_texts
