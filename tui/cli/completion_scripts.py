"""The scripts by which shells ask ilgi what a word may become: ``ilgi completions SHELL``.

Each asks ``ilgi completions SHELL -- …`` for the candidates, which answers with lines: the first
says whether names of files fit as well, each other one is a candidate.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

BASH: Final = r"""# Completions of ilgi for bash. Load them with: source <(ilgi completions bash)
_ilgi() {
    local -a found
    local word=${COMP_WORDS[COMP_CWORD]}
    [[ $word == [\"\']* ]] && word=$2
    mapfile -t found < <(ilgi completions bash -- "${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
    COMPREPLY=("${found[@]:1}")
    compopt -o nosort 2>/dev/null
    if [[ ${found[0]} == files ]]; then
        local files
        mapfile -t files < <(compgen -f -- "$word")
        if ((${#files[@]})); then
            compopt -o filenames 2>/dev/null
            COMPREPLY+=("${files[@]}")
        fi
    fi
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *: ]]; then
        compopt -o nospace 2>/dev/null
    fi
}
complete -F _ilgi ilgi
"""

ZSH: Final = r"""#compdef ilgi
# Completions of ilgi for zsh. Load them with: source <(ilgi completions zsh)
_ilgi() {
    local -a asked found texts shown fields
    local line
    asked=("${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}")
    found=("${(@f)$(ilgi completions zsh -- "${asked[@]}" 2>/dev/null)}")
    for line in "${found[@]:1}"; do
        if [[ ${line%%$'\t'*} == *: ]]; then
            fields+=("${line%%$'\t'*}")
        else
            texts+=("${line%%$'\t'*}")
            shown+=("${line/$'\t'/  -- }")
        fi
    done
    (( ${#fields} )) && compadd -U -S '' -a fields
    (( ${#texts} )) && compadd -U -l -d shown -a texts
    [[ ${found[1]} == files ]] && _files
    return 0
}
if [[ ${funcstack[1]} == _ilgi ]]; then
    _ilgi "$@"
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit; }
    compdef _ilgi ilgi
fi
"""

FISH: Final = r"""# Completions of ilgi for fish. Load them with: ilgi completions fish | source
function __ilgi_complete
    set -l word (commandline -ct | string replace -r '^["\']' '')
    set -l words (commandline -opc) $word
    set -l found (ilgi completions fish -- $words[2..-1] 2>/dev/null)
    if test "$found[1]" = files
        __fish_complete_path $word
    end
    if test (count $found) -gt 1
        printf '%s\n' $found[2..-1]
    end
end
complete -c ilgi -f -a '(__ilgi_complete)'
"""

SCRIPTS: Final[Mapping[str, str]] = {"bash": BASH, "zsh": ZSH, "fish": FISH}
