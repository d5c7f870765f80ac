/** Names and addresses shared by every module. */
@NullMarked
package io.gokafka.api;

import org.jspecify.annotations.NullMarked;
