"""Print the completion script of a shell."""

from argparse import ArgumentParser, Namespace

from specgen.commands.registry import COMMANDS

EXAMPLES = """\
examples:
  eval "$(specgen completion bash)"          in ~/.bashrc
  eval "$(specgen completion zsh)"           in ~/.zshrc
  specgen completion fish | source           in config.fish
"""
_BASH = """\
_specgen() {{
    local word=${{COMP_WORDS[COMP_CWORD]}}
    if [ "$COMP_CWORD" -eq 1 ]; then
        COMPREPLY=($(compgen -W "{names}" -- "$word"))
    elif [ "${{word:0:1}}" = - ]; then
        local flags=$(specgen "${{COMP_WORDS[1]}}" --help 2>/dev/null | grep -oE -- '--[a-z-]+')
        COMPREPLY=($(compgen -W "$flags" -- "$word"))
    else
        COMPREPLY=($(compgen -f -- "$word"))
    fi
}}
complete -F _specgen specgen
"""
_ZSH = """\
autoload -U +X bashcompinit && bashcompinit
{bash}"""
_FISH = "complete -c specgen -n __fish_use_subcommand -f -a {name} -d '{summary}'\n"


def options(parser: ArgumentParser) -> None:
    """Declare the argument."""
    parser.add_argument("shell", choices=("bash", "zsh", "fish"))


def run(chosen: Namespace) -> int:
    """Print it."""
    bash = _BASH.format(names=" ".join(command.name for command in COMMANDS))
    fish = "".join(_FISH.format(name=c.name, summary=c.summary) for c in COMMANDS)
    scripts = {"bash": bash, "zsh": _ZSH.format(bash=bash), "fish": fish}
    print(scripts[chosen.shell], end="")
    return 0
