/** Tests in the real distribution, and the rules of the architecture. */
@NullMarked
package io.karge.itests;

import org.jspecify.annotations.NullMarked;
