"""Whether processes that share the tests of a job save more than starting them costs."""

from specgen.runner.model import Job, Site

# seconds of tests; starting two workers cost 1.3 s (2026-11-28), so that below some 3 s they lose
WORTH = 5.0


def workers(job: Job, site: Site) -> str:
    """What ``pytest -n`` is given; empty where there are to be no workers.

    A number is what somebody wants.  ``auto`` means where it pays: not where each test of the job
    was recorded and all of its share together took less than ``WORTH`` seconds, nor where coverage
    would not see what workers execute.
    """
    if job.timed or "xdist" not in site.plugins:
        return ""
    known = [site.seconds[test] for test in job.selection.keep if test in site.seconds]
    told = bool(known) and len(known) == len(job.selection.keep)
    quick = told and sum(known) / job.shards < WORTH
    unseen = "coverage" in site.plugins and "followed" not in site.plugins
    return "" if job.workers == "auto" and (quick or unseen) else job.workers
