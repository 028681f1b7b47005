"""Reads a list as python-tuf's own client does: `client.py LISTS ROOT TARGET...`; prints the versions it trusts."""

import sys
import tempfile
from pathlib import Path

from tuf.api.exceptions import DownloadHTTPError
from tuf.ngclient import Updater
from tuf.ngclient.fetcher import FetcherInterface

lists, root, targets = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:]


class FromFolder(FetcherInterface):
    """Serves files of a folder; what is not there is a 404, as on a server."""

    def _fetch(self, url: str):
        file = lists / url.removeprefix("file:///")
        if not file.exists():
            raise DownloadHTTPError(f"no {file}", 404)
        yield file.read_bytes()


with tempfile.TemporaryDirectory() as folder:
    (Path(folder) / "targets").mkdir()
    updater = Updater(
        f"{folder}", "file:///metadata/", f"{folder}/targets", "file:///", FromFolder(), bootstrap=root.read_bytes()
    )
    updater.refresh()
    for path in targets:
        found = updater.get_targetinfo(path)
        assert found is not None, f"python-tuf finds no {path}"
        content = Path(updater.download_target(found)).read_bytes()
        assert content == (lists / path).read_bytes(), f"{path} differs"
    trusted = updater._trusted_set
    print(trusted.root.version, trusted.timestamp.version, trusted.snapshot.version, trusted.targets.version)
