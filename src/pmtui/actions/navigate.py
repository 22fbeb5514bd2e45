"""This file names the acts that touch no data: moving, choosing views, asking for help."""

from typing import Final

from pmtui.actions.spec import Action, Arg

VIEWS: Final = (
    ("overview", "Overview"),
    ("board", "Board"),
    ("risks", "Risks"),
    ("log", "Log"),
)
"""The views there are, by id and title."""

_VIEW_KEYS: Final = {"overview": "1", "board": "2", "risks": "4", "log": "8"}


def _act(
    action_id: str,
    title: str,
    sentence: str,
    group: str,
    *keys: str,
    contexts: tuple[str, ...] = ("any", "tree"),
    args: tuple[Arg, ...] = (),
) -> Action:
    return Action(
        id=action_id,
        title=title,
        help=sentence,
        group=group,
        keys=keys,
        contexts=contexts,
        args=args,
    )


ACTIONS: Final = (
    _act("cursor.down", "Down", "Moves the cursor down.", "move", "j", "down"),
    _act("cursor.up", "Up", "Moves the cursor up.", "move", "k", "up"),
    _act("cursor.left", "Left", "Moves left; in the tree closes, then goes to the parent.", "move",
         "h", "left"),
    _act("cursor.right", "Right", "Moves right; in the tree opens, then steps in.", "move",
         "l", "right"),
    _act("cursor.top", "Top", "Goes to the first row.", "move", "g", "home"),
    _act("cursor.bottom", "Bottom", "Goes to the last row.", "move", "G", "end"),
    _act("cursor.half_down", "Half a page down", "Moves half a page down.", "move", "ctrl+d"),
    _act("cursor.half_up", "Half a page up", "Moves half a page up.", "move", "ctrl+u"),
    _act("cursor.page_down", "Page down", "Moves a page down.", "move", "pagedown"),
    _act("cursor.page_up", "Page up", "Moves a page up.", "move", "pageup"),
    _act("pane.next", "Next pane", "Goes to the next pane.", "move", "tab"),
    _act("pane.previous", "Previous pane", "Goes to the pane before.", "move", "shift+tab"),
    *(
        _act(f"view.{name}", title, f"Shows the {title.lower()} of the scope.", "move",
             _VIEW_KEYS[name])
        for name, title in VIEWS
    ),
    _act("subtab.next", "Next tab", "Goes to the next part of the view.", "move",
         "right_square_bracket", "semicolon"),
    _act("subtab.previous", "Previous tab", "Goes to the part before.", "move",
         "left_square_bracket", "comma"),
    _act("place.last", "Last place", "Goes back to where you were.", "move", "minus"),
    _act("tree.toggle", "Tree", "Shows or hides the portfolio tree.", "tree", "t"),
    _act("tree.fold", "Fold", "Opens or closes the component under the cursor.", "tree", "z",
         contexts=("tree",)),
    _act("tree.archived", "Archived", "Shows or hides what was archived.", "tree",
         "A", contexts=("tree",)),
    _act("open", "Open", "Opens the detail of what is under the cursor; in the tree, the view.",
         "act", "enter"),
    _act("edit.external", "Edit in $EDITOR", "Opens the long text of it in your editor.", "act",
         "E"),
    _act("add.child", "Add child", "Adds a sub-task of the card under the cursor.", "add", "A",
         contexts=("board", "detail")),
    _act("mark", "Mark", "Marks the row, so that actions work on all marked ones.", "select",
         "space"),
    _act("mark.range", "Mark range", "Starts or ends a range of marks.", "select", "v"),
    _act("mark.all", "Mark all", "Marks everything visible, or clears all marks.", "select", "V"),
    _act("filter", "Filter", "Filters this view as you type.", "find", "slash"),
    _act("filter.mine", "Only mine", "Shows only what you own.", "find", "asterisk"),
    _act("filter.next", "Next hit", "Goes to the next hit of the filter's words.", "find", "n"),
    _act("filter.previous", "Previous hit", "Goes to the hit before.", "find", "N"),
    _act("views.saved", "Saved views", "Opens a kept filter, or keeps this one.", "find", "f"),
    _act("sort", "Sort", "Sorts by the next column; again turns it round.", "find", "S",
         contexts=("risks", "log", "overview")),
    _act("board.lanes", "Lanes", "Lanes by owner, priority, parent or none.", "find", "S",
         contexts=("board",)),
    _act("explain", "Explain", "Shows formula, inputs and term of the figure here.", "judge",
         "equals_sign"),
    _act("lens", "Lens", "Switches between everything and what a program manager watches.",
         "judge", "Z"),
    _act("history.undo", "Undo", "Takes back your last edit.", "safety", "u"),
    _act("history.redo", "Redo", "Does again what you took back.", "safety", "U", "ctrl+r"),
    _act("drafts", "Drafts", "Lists what could not be saved, to apply or discard.", "safety", "D"),
    _act("repeat", "Repeat", "Does your last action again here.", "safety", "full_stop"),
    _act("help", "Help", "Lists every key of this place; Enter runs it.", "ask",
         "question_mark", "f1"),
    _act("palette", "Commands", "Runs any action by name.", "ask", "colon", "ctrl+p"),
    _act("settings", "Settings", "Theme, keys and other choices of yours.", "ask", "0"),
    _act("copy", "Copy", "Copies the key and title to your clipboard.", "other", "y"),
    _act("open.link", "Open link", "Shows the addresses kept with it.", "other", "o"),
    _act("back", "Back", "Closes what is open; at the top asks whether to leave.", "other",
         "q", "escape"),
    _act("quit", "Quit", "Leaves pmtui; everything is saved already.", "other", "ctrl+q"),
)  # fmt: skip
"""Acts of the screen."""
