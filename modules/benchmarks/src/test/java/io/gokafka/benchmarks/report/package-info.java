@NullMarked
package io.gokafka.benchmarks.report;

import org.jspecify.annotations.NullMarked;
