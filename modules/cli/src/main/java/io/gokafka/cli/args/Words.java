package io.gokafka.cli.args;

import io.gokafka.cli.error.CliException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The words of a command line, sorted.
 *
 * <p>A flag may be written with one dash or two, with dashes or underscores ({@code -grpc_addr}, {@code --grpc-addr}), and its value
 * behind {@code =}. After {@code --} all words are plain.
 *
 * @param flags the flags by their usual name, in order
 * @param plain the plain arguments, byte for byte as they were given
 */
public record Words(List<Use> flags, List<String> plain) {
    public Words {
        flags = List.copyOf(flags);
        plain = List.copyOf(plain);
    }

    /**
     * One use of a flag.
     *
     * @param flag the flag
     * @param value its value; empty when it takes none
     */
    public record Use(Flag flag, Optional<String> value) {}

    /**
     * Sorts words.
     *
     * @param command the command that the words belong to, for messages
     * @throws CliException for an unknown flag, or one without its value
     */
    public static Words sort(String command, List<String> words, List<Flag> known) {
        List<Use> flags = new ArrayList<>();
        List<String> plain = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("--")) {
                plain.addAll(words.subList(i + 1, words.size()));
                break;
            }
            if (!isFlag(word)) {
                plain.add(word);
                continue;
            }
            Flag flag = find(word, known).orElseThrow(() -> unknown(command, word, known));
            int equals = word.indexOf('=');
            if (!flag.takesValue()) {
                flags.add(new Use(flag, withoutValue(flag, equals)));
            } else if (equals >= 0) {
                flags.add(new Use(flag, Optional.of(word.substring(equals + 1))));
            } else {
                flags.add(new Use(flag, Optional.of(following(words, ++i, flag, known))));
            }
        }
        flags.stream()
                .map(Use::flag)
                .filter(flag -> !flag.isRepeatable())
                .filter(flag ->
                        flags.stream().filter(use -> use.flag().equals(flag)).count() > 1)
                .findFirst()
                .ifPresent(flag -> {
                    throw CliException.usage(flag.name() + " is given more than once; leave out all but one");
                });
        return new Words(flags, plain);
    }

    /** The long spelling of a word, whatever its dashes: {@code -grpc_addr=x} is {@code --grpc-addr}. */
    static String normalised(String word) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        String bare = name.substring(name.startsWith("--") ? 2 : 1);
        return "--" + bare.replace('_', '-').toLowerCase(Locale.ROOT);
    }

    /** A dash alone conventionally stands for standard input, and is a plain argument. */
    private static boolean isFlag(String word) {
        return word.length() > 1 && word.charAt(0) == '-';
    }

    private static Optional<Flag> find(String word, List<Flag> known) {
        String name = normalised(word);
        return known.stream()
                .filter(flag -> flag.names().contains(word) || flag.names().contains(name))
                .findFirst();
    }

    private static boolean isKnownFlag(String word, List<Flag> known) {
        return isFlag(word) && find(word, known).isPresent();
    }

    private static Optional<String> withoutValue(Flag flag, int equals) {
        if (equals >= 0) {
            throw CliException.usage(flag.name() + " takes no value; leave out what follows the '='");
        }
        return Optional.empty();
    }

    /** A value may begin with a dash ({@code --from -1h}), but a known flag in its place means that it was forgotten. */
    private static String following(List<String> words, int index, Flag flag, List<Flag> known) {
        if (index >= words.size() || isKnownFlag(words.get(index), known)) {
            throw CliException.usage(flag.name() + " needs a value: " + flag.usage());
        }
        return words.get(index);
    }

    private static CliException unknown(String command, String word, List<Flag> known) {
        List<String> names = known.stream().map(Flag::name).toList();
        String near = Suggestions.didYouMean(normalised(word), names);
        return CliException.usage("unknown flag " + word + " of '" + command + "'" + near + "; flags are "
                + String.join(", ", names) + "; put -- before a plain argument that begins with a dash");
    }
}
