"""The worker: does what the schedule says until it is told to stop."""

import logging
import signal
import threading
import time
from collections.abc import Iterable
from types import FrameType

from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from passerelle.jobs.running import Stopped
from passerelle.jobs.schedule import JOBS, Job

LOG = logging.getLogger(__name__)
PAUSE = 0.5  # seconds between two looks at the schedule when there was nothing to do


class Worker:
    """One worker; several may run beside each other."""

    def __init__(self, jobs: Iterable[Job] = JOBS) -> None:
        self.jobs = tuple(jobs)
        self.stopping = threading.Event()
        self._due = dict.fromkeys(self.jobs, 0.0)
        self._at_work = False

    def listen(self) -> None:
        """End in order on SIGTERM and Ctrl-C."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)

    def work(self, *, once: bool = False) -> None:
        """Work until told to stop, or, with ``once``, until nothing is left to do."""
        try:
            while not self.stopping.is_set():
                busy = self.turn(everything=once)
                if once and not busy:
                    return
                if not busy:
                    self.stopping.wait(PAUSE)
        except Stopped:
            LOG.info("stopped in the middle of a job, which was put back")

    def turn(self, *, everything: bool = False) -> bool:
        """Do each job whose time has come (or every job); whether there was work to do."""
        close_old_connections()
        due = [job for job in self.jobs if everything or self._due[job] <= time.monotonic()]
        done = [self._do(job) for job in due]
        return any(done)

    def _do(self, job: Job) -> bool:
        self._at_work = True
        try:
            busy = not self.stopping.is_set() and job.call(timezone.now())
        except DatabaseError:  # it does not answer, or one row of one job breaks a rule: the others go on
            LOG.exception("the database did not take it (%s)", job.name)
            busy = False
        finally:
            self._at_work = False
        # A job that found work looks again at once.
        self._due[job] = time.monotonic() + (0.0 if busy else job.every.total_seconds())
        return busy

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping.set()
        if self._at_work:
            raise Stopped
