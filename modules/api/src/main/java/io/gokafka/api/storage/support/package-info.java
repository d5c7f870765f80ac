/**
 * What every storage would otherwise write again: nothing here has to be used, and no other part of the system asks for it.
 */
@NullMarked
package io.gokafka.api.storage.support;

import org.jspecify.annotations.NullMarked;
