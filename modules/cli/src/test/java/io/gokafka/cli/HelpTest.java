package io.gokafka.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.cli.args.Flag;
import io.gokafka.cli.command.CommandSpec;
import io.gokafka.cli.command.Commands;
import io.gokafka.cli.command.Help;
import io.gokafka.cli.error.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HelpTest {
    @Test
    void documentNamesEveryCommandAndFlagAndExitCode() throws IOException {
        String document = Files.readString(document());
        for (CommandSpec spec : Commands.ALL) {
            String section = section(document, spec);
            for (Flag flag : Help.flags(spec)) {
                boolean common = List.of("--debug", "--help", "--output", "--timeout", "--bootstrap-server")
                        .contains(flag.name());
                assertTrue((common ? document : section).contains("`" + flag.name()), spec.name() + " " + flag.name());
            }
        }
        Arrays.stream(ExitCode.values())
                .forEach(code -> assertTrue(document.contains("| " + code.code() + " | "), code.toString()));
    }

    @Test
    void documentNamesNoFlagThatDoesNotExist() throws IOException {
        List<String> flags = Commands.ALL.stream()
                .flatMap(spec -> Help.flags(spec).stream())
                .flatMap(flag -> flag.names().stream())
                .toList();

        Pattern.compile("`(--[a-z-]+)")
                .matcher(Files.readString(document()))
                .results()
                .map(match -> match.group(1))
                .filter(flag -> !flag.equals("--version") && !flag.equals("--"))
                .forEach(flag -> assertTrue(flags.contains(flag), flag));
    }

    @Test
    void everyCommandHasHelpByFlagAndByName() {
        for (CommandSpec spec : Commands.ALL) {
            String[] asFlag = (spec.name() + " --help").split(" ");
            String[] asCommand = ("help " + spec.name()).split(" ");

            Shell.Result byFlag = Shell.alone().run(asFlag);

            assertEquals(0, byFlag.code(), byFlag.err());
            assertEquals(byFlag.out(), Shell.alone().run(asCommand).out());
            assertTrue(byFlag.out().contains(spec.usage()), byFlag.out());
        }
    }

    @Test
    void helpFitsItsWidth() {
        for (CommandSpec spec : Commands.ALL) {
            Help.of(spec).lines().forEach(line -> assertTrue(line.length() <= 120, line));
        }
    }

    @Test
    void everyFlagIsDescribed() {
        for (CommandSpec spec : Commands.ALL) {
            for (Flag flag : Help.flags(spec)) {
                assertFalse(flag.description().isBlank(), flag.name());
                assertEquals(flag.takesValue(), !flag.placeholder().isEmpty(), spec.name() + " " + flag.name());
            }
        }
    }

    @Test
    void habitsAreUnderstood() {
        assertEquals(
                Shell.alone().run("version").out(),
                Shell.alone().run("--version").out());
        assertEquals(
                Shell.alone().run("help").out(), Shell.alone().run("--help").out());
        assertEquals(0, Shell.alone().run("topics", "--help").code());
    }

    @Test
    void versionIsShownForPeopleAndPrograms() {
        assertTrue(Shell.alone().run("version").out().startsWith("gokafka "));
        assertTrue(Shell.alone().run("version", "--output", "json").out().startsWith("{\"version\":\""));
    }

    private static String section(String document, CommandSpec spec) {
        String heading = "\n### `" + spec.name() + "`";
        int begin = document.indexOf(heading);
        assertTrue(begin >= 0, "docs/cli.md has no section " + heading.strip());
        int end = document.indexOf("\n### ", begin + heading.length());
        return end < 0 ? document.substring(begin) : document.substring(begin, end);
    }

    private static Path document() {
        Path here = Path.of("").toAbsolutePath();
        for (Path folder = here; folder != null; folder = folder.getParent()) {
            Path document = folder.resolve("docs").resolve("cli.md");
            if (Files.exists(document)) {
                return document;
            }
        }
        throw new AssertionError("docs/cli.md is not found from " + here);
    }
}
