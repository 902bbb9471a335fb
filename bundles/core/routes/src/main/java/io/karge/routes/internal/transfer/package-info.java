@NullMarked
package io.karge.routes.internal.transfer;

import org.jspecify.annotations.NullMarked;
