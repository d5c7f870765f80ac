/** What was measured, as tables and as a picture. */
@NullMarked
package io.gokafka.benchmarks.report;

import org.jspecify.annotations.NullMarked;
