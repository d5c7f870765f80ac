package io.gokafka.cli.text;

/** The backslash escapes of separators and templates, as a shell passes them on without reading them. */
final class Escapes {
    private Escapes() {}

    /**
     * What a backslash before a character stands for.
     *
     * @throws IllegalArgumentException that says what is allowed
     */
    static char of(char c) {
        return switch (c) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case '0' -> '\0';
            case '\\' -> '\\';
            default ->
                throw new IllegalArgumentException("'\\" + c + "' is no escape; allowed are \\t \\n \\r \\0 and \\\\");
        };
    }
}
