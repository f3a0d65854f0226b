"""The kinds of file that tasks exchange, as names that a type checker understands too."""

from typing import TYPE_CHECKING

from flytekit.types.file import FlyteFile

if TYPE_CHECKING:
    Csv = Json = Text = FlyteFile
else:
    Csv, Json, Text = FlyteFile["csv"], FlyteFile["json"], FlyteFile["txt"]
