"""A real Spark Connect server, with two threads of its own Java, on a clock that is not UTC. Without Java these fail."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pyspark
import pytest

ZONE = "America/St_Johns"
"""Half an hour off the hour, and on the other side of UTC than Vietnam."""
SETTINGS = {
    "spark.master": "local[2]",
    "spark.sql.shuffle.partitions": "2",
    "spark.ui.enabled": "false",
    "spark.driver.extraJavaOptions": f"-Duser.timezone={ZONE}",
    "spark.sql.ansi.enabled": "true",
    # Of few records: compiling the plans takes longer than running them.
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.adaptive.enabled": "false",
}


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a server that runs as long as the tests do."""
    folder, port = tmp_path_factory.mktemp("spark"), _free_port()
    home = Path(pyspark.__file__).parent
    settings = SETTINGS | {
        "spark.connect.grpc.binding.port": str(port),
        "spark.sql.warehouse.dir": str(folder / "house"),
    }
    given = [part for name, value in settings.items() for part in ("--conf", f"{name}={value}")]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [home / "bin/spark-submit", "--class", "org.apache.spark.sql.connect.service.SparkConnectServer", *given,
             "spark-internal"],
            stdout=log, stderr=log, cwd=folder, env=os.environ | {"SPARK_HOME": str(home)},
        )  # fmt: skip
        try:
            _wait_for(port, process, folder / "log")
            yield f"sc://localhost:{port}"
        finally:
            process.terminate()
            process.wait(30)


def _free_port() -> int:
    with closing(socket.socket()) as found:
        found.bind(("localhost", 0))
        return int(found.getsockname()[1])


def _wait_for(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(240):
        if process.poll() is not None:
            break
        try:
            socket.create_connection(("localhost", port), 1).close()
        except OSError:
            time.sleep(0.25)
        else:
            return
    pytest.fail(f"Spark does not start: {log.read_text(encoding='utf-8', errors='replace')[-2000:]}")
