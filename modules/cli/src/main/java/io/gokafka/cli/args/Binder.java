package io.gokafka.cli.args;

import com.beust.jcommander.IStringConverter;
import com.beust.jcommander.IStringConverterInstanceFactory;
import com.beust.jcommander.JCommander;
import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterDescription;
import com.beust.jcommander.ParameterException;
import io.gokafka.cli.error.CliException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Sets the annotated fields of a command from words, by JCommander.
 *
 * <p>JCommander trims values, strips their quotes and splits them at commas, which would change the records that a user produces. It
 * is therefore given numbers in the place of values, and a converter that knows what they stand for; plain arguments pass it by.
 */
public final class Binder {
    private final JCommander commander = new JCommander();
    private final List<Flag> flags;

    /** A binder for the annotated fields of some objects. */
    public Binder(Object... objects) {
        for (Object object : objects) {
            commander.addObject(object);
        }
        commander.setExpandAtSign(false);
        commander.createDescriptions();
        flags = commander.getParameters().stream()
                .filter(p -> !p.getParameter().hidden())
                .sorted(Comparator.comparingInt((ParameterDescription p) ->
                                p.getParameterAnnotation().order())
                        .thenComparing(ParameterDescription::getLongestName))
                .map(Binder::flag)
                .toList();
    }

    /** The flags that there are, in the order of help. */
    public List<Flag> flags() {
        return flags;
    }

    /**
     * Sets the fields.
     *
     * @param command the command, for messages
     * @return the plain arguments
     * @throws CliException when the words do not fit
     */
    public List<String> bind(String command, List<String> words) {
        Words sorted = Words.sort(command, words, flags);
        List<String> shielded = new ArrayList<>();
        List<Words.Use> uses = sorted.flags();
        for (int i = 0; i < uses.size(); i++) {
            shielded.add(uses.get(i).flag().name());
            if (uses.get(i).flag().takesValue()) {
                shielded.add(Integer.toString(i));
            }
        }
        commander.addConverterInstanceFactory(new Unshield(uses));
        try {
            commander.parse(shielded.toArray(String[]::new));
        } catch (ParameterException e) {
            throw CliException.usage(String.valueOf(e.getMessage()));
        }
        return sorted.plain();
    }

    private static Flag flag(ParameterDescription description) {
        Parameter annotation = description.getParameterAnnotation();
        Class<?> type = description.getParameterized().getType();
        return new Flag(
                List.of(annotation.names()),
                annotation.placeholder(),
                annotation.description(),
                type != boolean.class,
                type == List.class);
    }

    private record Unshield(List<Words.Use> uses) implements IStringConverterInstanceFactory {
        @Override
        public IStringConverter<?> getConverterInstance(Parameter parameter, Class<?> type, String option) {
            if (type == boolean.class) {
                return Boolean::valueOf; // has no value, so JCommander makes one
            }
            return number -> {
                Words.Use use = uses.get(Integer.parseInt(number));
                return Values.convert(use.flag().name(), use.value().orElse(""), type);
            };
        }
    }
}
