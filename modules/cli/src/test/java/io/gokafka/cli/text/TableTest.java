package io.gokafka.cli.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void textIsAlignedToTheLeftAndNumbersToTheRight() {
        Table table = Table.of("NAME", "COUNT", "NOTE").row("a", 5, "x").row("longer", 1234, "");

        assertEquals("""
                NAME    COUNT  NOTE
                a           5  x
                longer   1234  -
                """, table.render());
    }

    @Test
    void tableWithoutRowsHasItsHeadings() {
        assertEquals("A  B\n", Table.of("A", "B").render());
    }

    @Test
    void controlCharactersDoNotReachTheScreen() {
        assertEquals("A\n?[2Jx\n", Table.of("A").row("\u001b[2Jx").render());
    }

    @Test
    void rowMustFit() {
        assertThrows(IllegalArgumentException.class, () -> Table.of("A", "B").row("a"));
    }
}
