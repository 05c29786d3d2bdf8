import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

/** Compiles groups of sources in one process: each argument is `OUT=A.java,B.java`. */
class CompileAll {
    public static void main(String[] args) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var classPath = System.getProperty("compile.classPath");
        for (var group : args) {
            var parts = group.split("=", 2);
            var options = new ArrayList<String>(List.of("-Xlint:all,-options", "-Werror", "--release", "17"));
            options.addAll(List.of("-encoding", "UTF-8", "-cp", classPath, "-d", parts[0]));
            try (var files = compiler.getStandardFileManager(null, null, null)) {
                var sources = new ArrayList<Path>();
                for (var source : parts[1].split(",")) {
                    sources.add(Path.of(source));
                }
                var task = compiler.getTask(null, files, null, options, null, files.getJavaFileObjectsFromPaths(sources));
                if (!task.call()) {
                    System.exit(1);
                }
            } catch (java.io.IOException error) {
                System.err.println(error);
                System.exit(1);
            }
        }
    }
}
