/** Functional block E: transactions, from the start point to the confirmed end. */
@NullMarked
package io.karge.block.transactions;

import org.jspecify.annotations.NullMarked;
