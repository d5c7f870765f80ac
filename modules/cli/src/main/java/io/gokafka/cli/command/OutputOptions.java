package io.gokafka.cli.command;

import com.beust.jcommander.Parameter;
import io.gokafka.cli.io.Output;
import io.gokafka.cli.text.JsonWriter;
import io.gokafka.cli.text.Table;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** For whom output is written. */
final class OutputOptions {
    /** For whom. */
    enum Form {
        TEXT,
        JSON
    }

    @Parameter(
            names = "--output",
            order = 90,
            placeholder = "text|json",
            description = "Aligned text for people, or JSON for programs (default text)")
    private Form form = Form.TEXT;

    boolean isJson() {
        return form == Form.JSON;
    }

    /** Shows something, in one form or the other; only that form is made. */
    void show(Output out, Supplier<Table> table, Consumer<JsonWriter> json) {
        if (isJson()) {
            JsonWriter document = new JsonWriter();
            json.accept(document);
            out.line(document.toString());
        } else {
            out.text(table.get().render());
        }
    }

    /** Shows one line of text, or a JSON document. */
    void showLine(Output out, String text, Consumer<JsonWriter> json) {
        if (isJson()) {
            JsonWriter document = new JsonWriter();
            json.accept(document);
            out.line(document.toString());
        } else {
            out.line(text);
        }
    }
}
