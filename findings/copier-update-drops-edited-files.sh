#!/usr/bin/env bash
# copier 9.19.1: `copier update` deletes files that people edited, where the template renamed or removed them.
#
# A project is made from a template, and a person changes two files of it and commits. The next version of the template renames
# one of the files and removes the other. `copier update --defaults` then removes both from the working tree, the person's lines
# with them: there is no conflict marker, no .rej file, no word, and the exit code is 0. The renamed file arrives under its new
# name as the template has it, without the person's lines. A third file, changed by both sides, is merged as one would hope.
#
# Guessed before the run: the edited files are kept, or stand in conflict.
# Seen on 2026-11-30 with Python 3.11.7 and git 2.39.5:
#   exit 0 | del.py gone | ren.py gone | moved.py without the edit | keep.py both: yes | conflicts: 0 0
#
# Why it matters here: it is the case that specgen's merge is measured against. A generated test that people filled in is kept
# when its scenario is removed (an `orphan`), and moves with `renamed_from`; docs/ownership.md, tests/cases/merge.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv && venv/bin/pip install -qq --disable-pip-version-check copier==9.19.1
export GIT_AUTHOR_NAME=dev GIT_AUTHOR_EMAIL=dev@example.org GIT_COMMITTER_NAME=dev GIT_COMMITTER_EMAIL=dev@example.org
mkdir template && cd template && git init -q -b main .
echo '_answers_file: .copier-answers.yml' > copier.yml
echo '{{ _copier_answers|to_nice_yaml }}' > '{{_copier_conf.answers_file}}.jinja'
for name in del ren keep; do printf '%s\ntwo\nthree\nfour\nfive\n' "$name" > "$name.py"; done
git add -A && git commit -qm "Version 1" && git tag v1.0
git rm -q del.py && git mv ren.py moved.py && sed -i 's/two/TWO/' keep.py
git commit -qam "Version 2: remove one, rename one, change one" && git tag v2.0
cd ..
venv/bin/copier copy --quiet --vcs-ref v1.0 "$work/template" project
cd project && git init -q -b main . && git add -A && git commit -qm "From the template"
sed -i 's/four/by hand/' del.py ren.py keep.py && git commit -qam "Work of a person"
code=0; ../venv/bin/copier update --quiet --defaults > ../said.txt 2>&1 || code=$?
is() { if [ -e "$1" ]; then echo "$1 there"; else echo "$1 gone"; fi; }
with() { if grep -q "by hand" "$1"; then echo "with"; else echo "without"; fi; }
conflicts=$(grep -rlE '^<<<<<<<' --include='*.py' . | wc -l; find . -name '*.rej' | wc -l)
both=no; if grep -q TWO keep.py && grep -q "by hand" keep.py; then both=yes; fi
seen="exit $code | $(is del.py) | $(is ren.py) | moved.py $(with moved.py) the edit | keep.py both: $both | conflicts: $(echo $conflicts)"
want="exit 0 | del.py gone | ren.py gone | moved.py without the edit | keep.py both: yes | conflicts: 0 0"
echo "copier $(../venv/bin/copier --version | tr -d 'a-z ') : $seen"
[ "$seen" = "$want" ] || { echo "changed: expected $want"; cat ../said.txt; exit 1; }
