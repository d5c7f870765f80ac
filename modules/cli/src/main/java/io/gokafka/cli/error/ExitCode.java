package io.gokafka.cli.error;

/** How the process ends; part of the public interface, and documented in {@code docs/cli.md}. */
public enum ExitCode {
    OK(0, "it worked"),
    FAILED(1, "it was tried, and failed"),
    USAGE(2, "the command line is wrong; nothing was tried"),
    UNREACHABLE(3, "no broker answered in time"),
    INTERRUPTED(130, "stopped by Ctrl-C (143: by SIGTERM)");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** The number that the shell sees. */
    public int code() {
        return code;
    }

    /** For people. */
    public String meaning() {
        return meaning;
    }
}
