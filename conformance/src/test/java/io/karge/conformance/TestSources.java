package io.karge.conformance;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** The test methods of the repository, as their sources say them. */
final class TestSources {
    private static final Set<String> TESTS =
            Set.of("Test", "ParameterizedTest", "TestFactory", "RepeatedTest", "TestTemplate", "FuzzTest", "ArchTest");
    private static final Pattern ID = Pattern.compile("([A-Z]\\d\\d)\\.FR\\.(\\d{2,3})(?: to \\1\\.FR\\.(\\d{2,3}))?");

    private TestSources() {}

    /**
     * One test.
     *
     * @param name {@code Class.method}
     * @param requirements the ids that its Javadoc, its display name or a comment in it names: it proves them
     * @param requirementsOfClass the ids that the Javadoc of its class names
     */
    record TestMethod(String name, Set<String> requirements, Set<String> requirementsOfClass) {
        boolean covers(String requirement) {
            return requirements.contains(requirement);
        }
    }

    static List<TestMethod> read(List<Path> files) {
        List<TestMethod> tests = new ArrayList<>();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
            for (CompilationUnitTree unit : task.parse()) {
                new Scanner(unit, DocTrees.instance(task), tests).scan(unit, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(tests);
    }

    /** The requirements that a text names, ranges such as B08.FR.20 to B08.FR.25 in full. */
    static Set<String> requirements(@Nullable CharSequence text) {
        return text == null
                ? Set.of()
                : ID.matcher(text).results().flatMap(TestSources::range).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> range(MatchResult found) {
        int first = Integer.parseInt(found.group(2));
        int last = found.group(3) == null ? first : Integer.parseInt(found.group(3));
        String id = "%s.FR.%0" + found.group(2).length() + "d"; // those of A00 have three digits
        return IntStream.rangeClosed(first, last).mapToObj(number -> id.formatted(found.group(1), number));
    }

    private static final class Scanner extends TreePathScanner<@Nullable Void, @Nullable Void> {
        private final CompilationUnitTree unit;
        private final CharSequence source;
        private final DocTrees trees;
        private final SourcePositions positions;
        private final List<TestMethod> tests;

        Scanner(CompilationUnitTree unit, DocTrees trees, List<TestMethod> tests) throws IOException {
            this.unit = unit;
            this.source = unit.getSourceFile().getCharContent(true);
            this.trees = trees;
            this.positions = trees.getSourcePositions();
            this.tests = tests;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
            boolean test = method.getModifiers().getAnnotations().stream()
                    .map(AnnotationTree::getAnnotationType)
                    .anyMatch(type -> TESTS.contains(type.toString()));
            if (test && getCurrentPath().getParentPath().getLeaf() instanceof ClassTree owner) {
                Set<String> named = new TreeSet<>(requirements(trees.getDocComment(getCurrentPath())));
                named.addAll(requirements(source.subSequence(
                        (int) positions.getStartPosition(unit, method), (int) positions.getEndPosition(unit, method))));
                tests.add(new TestMethod(
                        owner.getSimpleName() + "." + method.getName(),
                        named,
                        requirements(trees.getDocComment(getCurrentPath().getParentPath()))));
            }
            return super.visitMethod(method, null);
        }
    }
}
