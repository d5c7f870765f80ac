/** What people and programs read: tables, JSON, record templates; and what they write: times, amounts. */
@NullMarked
package io.gokafka.cli.text;

import org.jspecify.annotations.NullMarked;
