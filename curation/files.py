"""Release folders and original documents on disk: written whole or not at all, never changed."""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from curation.errors import Conflict, NotFound
from curation.example import Json

READ_ONLY = 0o400
CHUNK = 1 << 20


def release_folder(workspace_folder: Path, number: int) -> Path:
    """The folder of a release that was cut. Raises NotFound when there is none."""
    found = sorted((workspace_folder / "releases").glob(f"{number:04d}-*"))
    if not found:
        raise NotFound(
            "No such release",
            cause=f"There is no folder of release {number}.",
            cure="Choose a release of the list; if it is there, its folder was moved or removed.",
        )
    return found[0]


def folder_for(workspace_folder: Path, number: int, *, task: str, method: str) -> Path:
    """The folder for a release to be cut: `<workspace>/releases/0001-<task>-<method>`."""
    return workspace_folder / "releases" / f"{number:04d}-{task}-{method}"


def write_release(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the files of a release beside the folder, then give it its name in one step.

    The files are on disk and read-only when this returns. Raises Conflict when it is there.
    """
    folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if folder.exists():
        raise Conflict(
            "The release is there already",
            cause=f"The folder {folder.name} exists.",
            cure="A release never changes; cut the next one.",
        )
    partial = Path(tempfile.mkdtemp(prefix=".cutting-", dir=folder.parent))
    try:
        for name, data in files.items():
            with open(partial / name, "xb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            (partial / name).chmod(READ_ONLY)
        partial.rename(folder)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    _sync(folder.parent)


def discard_release(workspace_folder: Path, number: int) -> None:
    """Remove what an interrupted cut left under a number that no release has."""
    for folder in (workspace_folder / "releases").glob(f"{number:04d}-*"):
        shutil.rmtree(folder)
    for folder in (workspace_folder / "releases").glob(".cutting-*"):
        shutil.rmtree(folder)


def release_file(folder: Path, name: str) -> Path:
    """The path of one file of a release. Raises NotFound for a name that is not in the folder."""
    if name not in {file.name for file in _files(folder)}:
        raise NotFound(
            "No such file",
            cause=f"The release {folder.name} has no file of that name.",
            cure="Choose one of: " + ", ".join(file.name for file in _files(folder)) + ".",
        )
    return folder / name


def list_files(folder: Path) -> dict[str, int]:
    """The files of a release and their sizes in bytes, by name."""
    return {file.name: file.stat().st_size for file in _files(folder)}


def read_lines(folder: Path, part: str) -> list[Json]:
    """The lines of a part ("train", "validation" or "test") in order; empty when it has none."""
    data = release_file(folder, f"{part}.jsonl").read_bytes()
    return [json.loads(line) for line in data.split(b"\n") if line]


def read_manifest(folder: Path) -> Json:
    """The manifest of a release."""
    manifest: Json = json.loads(release_file(folder, "manifest.json").read_bytes())
    return manifest


def read_grader_file(folder: Path) -> Json:
    """The grader of a release for reinforcement. Raises NotFound for any other release."""
    grader: Json = json.loads(release_file(folder, "grader.json").read_bytes())
    return grader


def file_sha256(file: Path) -> str:
    """The SHA-256 of a file, read in pieces: 64 hexadecimal digits."""
    digest = hashlib.sha256()
    for chunk in _chunks(file):
        digest.update(chunk)
    return digest.hexdigest()


def keep_original(workspace_folder: Path, sha256: str, data: bytes) -> None:
    """Keep a document under its SHA-256, so that its pages can be looked at; known ones stay."""
    file = _original(workspace_folder, sha256)
    if file.exists():
        return
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _write_over(file, data)


def read_original(workspace_folder: Path, sha256: str) -> bytes:
    """The bytes of a document that was kept. Raises NotFound when it was not, or was erased."""
    try:
        return _original(workspace_folder, sha256).read_bytes()
    except FileNotFoundError as error:
        raise NotFound(
            "The document is not here",
            cause="The file that this example was read from is not kept in this workspace.",
            cure="Add the file again; nothing is added twice.",
        ) from error


def is_original_kept(workspace_folder: Path, sha256: str) -> bool:
    """True when the document of this SHA-256 is kept."""
    return _original(workspace_folder, sha256).exists()


def erase_original(workspace_folder: Path, sha256: str) -> None:
    """Remove a document that was kept; one that is not there stays away."""
    _original(workspace_folder, sha256).unlink(missing_ok=True)


def list_made_files(workspace_folder: Path) -> list[Path]:
    """The files that the sample project was read from."""
    return sorted(file for file in (workspace_folder / "sample").rglob("*") if file.is_file())


def erase_snapshots(workspace_folder: Path) -> None:
    """Remove the copies of the data that queries run on; the next query makes a new one."""
    for file in (workspace_folder / "snapshots").glob("*"):
        file.unlink(missing_ok=True)


def list_originals(workspace_folder: Path) -> list[str]:
    """The SHA-256 of every document that is kept, in order."""
    return sorted(file.name for file in (workspace_folder / "originals").glob("??/" + "?" * 64))


def raw_lines(folder: Path, part: str) -> list[bytes]:
    """The lines of a part of a release as they are written, each with its line break."""
    return release_file(folder, f"{part}.jsonl").read_bytes().splitlines(keepends=True)


def rewrite_release(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put other bytes into files of a release, each whole or not at all: for erasure only."""
    for name, data in files.items():
        _write_over(folder / name, data)
    _sync(folder)


def _write_over(file: Path, data: bytes) -> None:
    """Write a read-only file whole or not at all, in place of the one that is there."""
    handle, partial = tempfile.mkstemp(dir=file.parent, prefix=".keeping-")
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    Path(partial).chmod(READ_ONLY)
    Path(partial).rename(file)


def _original(workspace_folder: Path, sha256: str) -> Path:
    if not (len(sha256) == 64 and set(sha256) <= set("0123456789abcdef")):
        raise ValueError("A document is named by its SHA-256.")
    return workspace_folder / "originals" / sha256[:2] / sha256


def _chunks(file: Path) -> Iterator[bytes]:
    with open(file, "rb") as stream:
        while chunk := stream.read(CHUNK):
            yield chunk


def _files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.glob("*") if file.is_file())


def _sync(folder: Path) -> None:
    """Make the new name itself last through a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
