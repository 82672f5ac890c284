import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow
Start = Callable[[Sequence[str], Path], str]
Recipe = Callable[[str, str], str]

LINT = """
-- Stands for nvim-lint: runs a linter of a file type on the text of the buffer, and sets what its parser gives.
local lint = { linters = {}, linters_by_ft = {} }
package.loaded["lint"] = lint

function lint.try_lint()
  local linter = lint.linters[lint.linters_by_ft[vim.bo.filetype][1]]
  local command = { linter.cmd }
  for _, arg in ipairs(linter.args) do
    table.insert(command, type(arg) == "function" and arg() or arg)
  end
  local output = {}
  local job = vim.fn.jobstart(command, { stdout_buffered = true, on_stdout = function(_, lines) output = lines end })
  vim.fn.chansend(job, vim.api.nvim_buf_get_lines(0, 0, -1, true))
  vim.fn.chanclose(job, "stdin")
  vim.fn.jobwait({ job })
  vim.wait(5000, function() return #output > 0 end)
  local found = linter.parser(table.concat(output, "\\n"), 0, vim.fn.getcwd())
  vim.diagnostic.set(vim.api.nvim_create_namespace("termlint"), 0, found)
end
"""
OUTCOME = """
local outcome = {}
for _, d in ipairs(vim.diagnostic.get(0)) do
  local text = vim.api.nvim_buf_get_text(0, d.lnum, d.col, d.end_lnum, d.end_col, {})
  local severity = vim.diagnostic.severity[d.severity]
  local says = (d.code and d.code .. " " or "") .. d.message
  table.insert(outcome, { text = table.concat(text, "\\n"), says = says, severity = severity, source = d.source })
end
vim.fn.writefile({ vim.fn.json_encode(outcome) }, "outcome.json")
vim.cmd("qall!")
"""


def lint(start: Start, recipe: Recipe, path: Path) -> list[dict[str, str]]:
    """What the recipe has Neovim mark in the file at `path`, which holds less on the disk than in the buffer."""
    change = f"vim.fn.writefile({{}}, {json.dumps(path.name)})"
    lines = (
        LINT,
        recipe("## Neovim: nvim-lint", "lua"),
        f'vim.cmd("noautocmd edit " .. vim.fn.fnameescape({json.dumps(path.name)}))',
        'vim.bo.filetype = "markdown"',
        f"{change}\nlint.try_lint()\n{OUTCOME}",
    )
    script = path.parent / "test.lua"
    script.write_text("\n".join(lines), encoding="utf-8")
    said = start(
        ["nvim", "--headless", "-u", "NONE", "-i", "NONE", "-c", "luafile test.lua", "-c", "cquit"], path.parent
    )
    outcome = path.parent / "outcome.json"
    assert outcome.exists(), said
    return list(json.loads(outcome.read_text(encoding="utf-8")))


def test_diagnostics_mark_exactly_what_was_found(
    start: Start, recipe: Recipe, prose: Path, expected: list[Any]
) -> None:
    """Each diagnostic covers the words that the report names, in a buffer that was not saved."""
    marks = lint(start, recipe, prose)
    assert [{"text": mark["text"], "says": mark["says"]} for mark in marks] == [vars(mark) for mark in expected]
    assert {(mark["severity"], mark["source"]) for mark in marks} == {("WARN", "termlint")}


def test_a_broken_configuration_is_an_error_in_the_buffer(start: Start, recipe: Recipe, prose: Path) -> None:
    """What keeps termlint from checking is shown where its user looks, with the name of the file at fault."""
    (prose.parent / ".termlint.toml").write_text('selct = ["TL101"]\n', encoding="utf-8")
    (mark,) = lint(start, recipe, prose)
    assert mark["severity"] == "ERROR"
    assert ".termlint.toml: " in mark["says"]
    assert "selct" in mark["says"]
