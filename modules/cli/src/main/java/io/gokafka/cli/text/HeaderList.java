package io.gokafka.cli.text;

import io.gokafka.api.record.Header;
import java.util.ArrayList;
import java.util.List;

/** Headers as users write them: {@code name=value,name=value}. */
public final class HeaderList {
    private HeaderList() {}

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException that says what is allowed
     */
    public static List<Header> parse(String text) {
        List<Header> headers = new ArrayList<>();
        for (String pair : text.split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals <= 0) {
                throw new IllegalArgumentException(
                        "'" + pair + "' is no header; write name=value, and commas between several");
            }
            headers.add(Header.of(pair.substring(0, equals), pair.substring(equals + 1)));
        }
        return headers;
    }
}
