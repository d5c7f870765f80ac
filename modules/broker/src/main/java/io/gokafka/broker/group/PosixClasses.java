package io.gokafka.broker.group;

import java.util.List;

/** Sets of characters in the syntax of RE2, turned into that of {@link java.util.regex.Pattern}. */
final class PosixClasses {
    private static final List<String> NAMES = List.of(
            "alnum", "alpha", "ascii", "blank", "cntrl", "digit", "graph", "lower", "print", "punct", "space", "upper",
            "xdigit");

    private PosixClasses() {}

    /** What both have stays; {@code [:alpha:]} is spelled another way, and nesting and {@code &&} are Java's alone. */
    static String toJava(String set) {
        String inside = set.substring(1).replace("&&", "&\\&");
        for (String name : NAMES) {
            String java = name.equals("ascii")
                    ? "\\p{ASCII}"
                    : name.equals("xdigit")
                            ? "\\p{XDigit}"
                            : "\\p{" + Character.toUpperCase(name.charAt(0)) + name.substring(1) + "}";
            inside = inside.replace("[:" + name + ":]", java).replace("[:^" + name + ":]", java.replace("\\p", "\\P"));
        }
        return "[" + inside.replaceAll("(?<!\\\\)\\[", "\\\\[");
    }
}
