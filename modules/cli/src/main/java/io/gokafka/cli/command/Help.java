package io.gokafka.cli.command;

import io.gokafka.cli.args.Binder;
import io.gokafka.cli.args.Flag;
import io.gokafka.cli.error.ExitCode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Help as text. It is made from the commands themselves, so that it cannot differ from what they take. */
public final class Help {
    private static final int WIDTH = 110;

    private Help() {}

    /** All commands in a line each. */
    public static String overview() {
        return "gokafka: a replicated log broker, and the commands to use it\n\nCommands:\n"
                + commands(Commands.ALL)
                + "\nEverywhere: --bootstrap-server HOST:PORT[,HOST:PORT] (default 127.0.0.1:9092, or the environment's"
                + " GOKAFKA_BOOTSTRAP_SERVER),\n--output text|json, --timeout, --help.\n\nExit codes:\n"
                + Arrays.stream(ExitCode.values())
                        .map(code -> String.format("  %-4d %s%n", code.code(), code.meaning()))
                        .collect(Collectors.joining())
                + "\nStart with: gokafka cluster\nMore: gokafka help COMMAND\n";
    }

    /** Some commands in a line each. */
    static String list(List<CommandSpec> specs) {
        return "Commands:\n" + commands(specs) + "\nMore: gokafka help "
                + specs.getFirst().name() + "\n";
    }

    /** What a command does, its arguments and its flags. */
    public static String of(CommandSpec spec) {
        List<Flag> flags = flags(spec);
        int width = flags.stream().mapToInt(f -> f.usage().length()).max().orElse(0) + 2;
        String indent = " ".repeat(width + 2);
        return capital(spec.summary()) + ".\n\n  " + spec.usage() + "\n\n" + Notes.of(spec.name()) + "Flags:\n"
                + flags.stream()
                        .map(f -> "  " + f.usage()
                                + " ".repeat(width - f.usage().length()) + wrapped(f.description(), indent))
                        .collect(Collectors.joining());
    }

    /** The flags of a command, in the order of help. */
    public static List<Flag> flags(CommandSpec spec) {
        return new Binder(Commands.create(spec), new CommonOptions()).flags();
    }

    private static String commands(List<CommandSpec> specs) {
        int width = specs.stream().mapToInt(s -> s.name().length()).max().orElse(0) + 2;
        return specs.stream()
                .map(s -> "  " + s.name() + " ".repeat(width - s.name().length()) + s.summary() + "\n")
                .collect(Collectors.joining());
    }

    private static String wrapped(String text, String indent) {
        StringBuilder lines = new StringBuilder();
        int column = indent.length();
        for (String word : text.split(" ")) {
            if (column + word.length() > WIDTH && column > indent.length()) {
                lines.append('\n').append(indent);
                column = indent.length();
            }
            lines.append(column > indent.length() ? " " : "").append(word);
            column += word.length() + 1;
        }
        return lines.append('\n').toString();
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
