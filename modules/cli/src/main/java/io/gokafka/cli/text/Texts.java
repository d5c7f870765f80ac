package io.gokafka.cli.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Text and bytes. */
public final class Texts {
    private Texts() {}

    /** Bytes as text, if they are valid UTF-8. */
    public static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /**
     * Text with its escapes replaced: {@code \t} by a tab, and so on.
     *
     * @throws IllegalArgumentException for an unknown escape
     */
    public static String unescaped(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                out.append(Escapes.of(text.charAt(++i)));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
