@NullMarked
package io.karge.routes.internal;

import org.jspecify.annotations.NullMarked;
