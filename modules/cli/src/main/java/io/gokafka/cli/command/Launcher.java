package io.gokafka.cli.command;

import io.gokafka.broker.config.Installation;
import io.gokafka.cli.error.CliException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the launcher is. */
final class Launcher {
    private Launcher() {}

    /** The launcher, for brokers in processes of their own. */
    static Path find() {
        return Installation.current()
                .home()
                .map(home -> home.resolve("bin").resolve("gokafka"))
                .filter(Files::isExecutable)
                .orElseThrow(
                        () -> CliException.failed("the launcher bin/gokafka is not found; start this command by it,"
                                + " so that it can start brokers in the same way"));
    }
}
