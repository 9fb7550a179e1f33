# keyword: lists and tests.
import keyword
print(keyword.kwlist, keyword.softkwlist)
print(keyword.iskeyword("if"), keyword.iskeyword("print"), keyword.issoftkeyword("match"), keyword.issoftkeyword("if"), keyword.__all__)
