package io.gokafka.cli;

import io.gokafka.cli.args.Binder;
import io.gokafka.cli.args.Plain;
import io.gokafka.cli.command.Command;
import io.gokafka.cli.command.CommandSpec;
import io.gokafka.cli.command.Commands;
import io.gokafka.cli.command.CommonOptions;
import io.gokafka.cli.command.Connector;
import io.gokafka.cli.command.Help;
import io.gokafka.cli.command.Invocation;
import io.gokafka.cli.error.ErrorReport;
import io.gokafka.cli.error.ExitCode;
import io.gokafka.cli.io.BrokenPipeException;
import io.gokafka.cli.io.StopSignal;
import io.gokafka.cli.io.Terminal;
import java.util.List;

/** Picks the command, sets its fields, runs it, and says what went wrong. For one command line. */
final class CommandLine {
    private final Terminal terminal;
    private final Connector connector;
    private final CommonOptions common = new CommonOptions();

    CommandLine(Terminal terminal, Connector connector) {
        this.terminal = terminal;
        this.connector = connector;
    }

    ExitCode run(List<String> words) {
        try {
            ExitCode code = words.isEmpty() ? withoutWords() : dispatch(withoutAliases(words));
            terminal.out().flush();
            return code;
        } catch (BrokenPipeException e) {
            return ExitCode.OK; // whoever read our output has had enough, as in "| head"
        } catch (Throwable e) {
            return failed(e);
        }
    }

    private ExitCode withoutWords() {
        terminal.err().print(Help.overview());
        return ExitCode.USAGE;
    }

    /** What people type out of habit. */
    private static List<String> withoutAliases(List<String> words) {
        return switch (words.getFirst()) {
            case "--help", "-help", "-h" -> List.of("help");
            case "--version", "-version", "-V" -> List.of("version");
            default -> words;
        };
    }

    private ExitCode dispatch(List<String> words) throws Exception {
        if (words.size() == 2 && words.get(1).matches("--?help|-h")) {
            return dispatch(List.of("help", words.get(0))); // also of a first word that is no command by itself
        }
        CommandSpec spec = Commands.named(words);
        Command command = Commands.create(spec);
        int nameWords = spec.name().split(" ").length;
        Binder binder = new Binder(command, common);
        List<String> plain = binder.bind(spec.name(), words.subList(nameWords, words.size()));
        if (common.help()) {
            terminal.out().text(Help.of(spec));
            return ExitCode.OK;
        }
        return run(command, new Plain(spec.usage(), plain));
    }

    private ExitCode run(Command command, Plain plain) throws Exception {
        StopSignal stop = new StopSignal();
        try {
            ExitCode code = command.run(new Invocation(terminal, plain, connector, stop));
            terminal.out().flush();
            return code;
        } finally {
            stop.finished();
        }
    }

    private ExitCode failed(Throwable e) {
        flushQuietly();
        ErrorReport report = ErrorReport.of(e);
        terminal.err().println("gokafka: " + report.message());
        if (common.debug() || terminal.variable("GOKAFKA_DEBUG").isPresent() || report.isDefect()) {
            e.printStackTrace(terminal.err());
        }
        terminal.err().flush();
        return report.exitCode();
    }

    /** What was read before a failure is still worth having. */
    private void flushQuietly() {
        try {
            terminal.out().flush();
        } catch (RuntimeException e) {
            // The failure that led here is the one to report.
        }
    }
}
