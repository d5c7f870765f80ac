@NullMarked
package io.gokafka.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
