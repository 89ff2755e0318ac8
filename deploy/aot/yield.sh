# Drops those of our JVM options that the user has set; sourced by ./waybill and by the images.

# Sets left_open to the given options that the user has not set. The user's options are in the
# variables that every JVM reads, and in the argument files that these name.
leave_open() {
  local ours users=() word
  set -f
  for word in ${JAVA_TOOL_OPTIONS:-} ${JDK_JAVA_OPTIONS:-} ${_JAVA_OPTIONS:-}; do
    case $word in
      @?*) users+=($(cat -- "${word#@}" 2>/dev/null || true)) ;;
      -XX:VMOptionsFile=*) users+=($(cat -- "${word#*=}" 2>/dev/null || true)) ;;
      *) users+=("$word") ;;
    esac
  done
  set +f
  left_open=()
  for ours; do
    for word in ${users[@]+"${users[@]}"}; do # bash 3.2 treats an empty array as unset
      ! yields_to "$ours" "$word" || continue 2
    done
    left_open+=("$ours")
  done
}

yields_to() { # OURS THEIRS
  local name=${1#-XX:}
  case $1 in
    -XX:+Use*GC) [[ $2 == -XX:[+-]Use*GC ]] ;;
    -XX:AOT*) [[ $2 == -XX:AOT* || $2 == -Xshare:* || $2 == -XX:*Shared* || $2 == -XX:DumpLoadedClassList=* ]] ;;
    -Xlog:*) [[ $2 == -Xlog* ]] ;;
    -XX:M??RAMPercentage=*) [[ $2 == -XX:M??RAMPercentage=* || $2 == -Xmx* || $2 == -XX:MaxHeapSize=* ]] ;;
    -XX:*)
      name=${name#[+-]}
      [[ $2 == -XX:[+-]"$name" || $2 == -XX:"${name%%=*}"=* ]]
      ;;
    *) [[ ${2%%=*} == "${1%%=*}" ]] ;;
  esac
}
