# No gnuplot, no model that can be read, no store; then a store that is none.
dateline=$(realpath "$(command -v dateline)")
echo nonsense >dateline.model
echo nonsense >dateline.db
mkdir empty
PATH=$PWD/empty LC_ALL= LC_CTYPE= LANG=C "$dateline" doctor
