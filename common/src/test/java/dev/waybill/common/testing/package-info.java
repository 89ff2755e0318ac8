/** Shared by the tests of every module: a real database, an in-process service, common rules. */
@NullMarked
package dev.waybill.common.testing;

import org.jspecify.annotations.NullMarked;
