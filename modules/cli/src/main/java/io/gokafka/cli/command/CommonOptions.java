package io.gokafka.cli.command;

import com.beust.jcommander.Parameter;

/** Flags of every command. */
public final class CommonOptions {
    @Parameter(names = "--debug", order = 100, description = "Show stack traces of failures; also GOKAFKA_DEBUG=1")
    private boolean debug;

    @Parameter(
            names = {"--help", "-h"},
            order = 101,
            description = "Show this command's help")
    private boolean help;

    /** Whether failures are shown with stack traces. */
    public boolean debug() {
        return debug;
    }

    /** Whether help is wanted instead of the command. */
    public boolean help() {
        return help;
    }
}
