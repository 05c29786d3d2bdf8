import { command, type ScaffoldLanguage, type ScaffoldProject } from '../language';
import { patternIds } from '../pattern';

const withoutCurve = {
  'curve-publish-subscribe': 'JeroMQ 0.3.6, the one that the tests can run, has no CURVE.',
  'curve-request-reply': 'JeroMQ 0.3.6, the one that the tests can run, has no CURVE.',
};

export const java: ScaffoldLanguage = {
  id: 'java',
  title: 'Java',
  library: 'JeroMQ',
  offers: patternIds.filter((id) => !(id in withoutCurve)),
  reasons: withoutCurve,
  transports: ['tcp'],
  fileName: (role) => `${className(role)}.java`,
  sourceFolder: 'src/main/java',
  sharedFiles: () => [],
  buildFiles: (project) => [{ path: 'pom.xml', text: pom(project) }],
  leavings: ['target/'],
  needs: ['a JDK 11 or later, and Maven'],
  build: [{ verb: 'build', command: command('mvn', '-q', 'package') }],
  run: ({ name }) => ({
    ...command('java', '-cp', 'target/classes:target/lib/*', className(name)),
    windows: command('java', '-cp', 'target\\classes;target\\lib\\*', className(name)),
  }),
  debuggers: ({ name }) => [{ type: 'java', attributes: { mainClass: className(name) } }],
};

function className(role: string): string {
  return role.charAt(0).toUpperCase() + role.slice(1);
}

function pom({ name }: ScaffoldProject): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<project xmlns="http://maven.apache.org/POM/4.0.0"
         xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
         xsi:schemaLocation="http://maven.apache.org/POM/4.0.0 http://maven.apache.org/xsd/maven-4.0.0.xsd">
  <modelVersion>4.0.0</modelVersion>
  <groupId>example</groupId>
  <artifactId>${name}</artifactId>
  <version>0.1.0</version>

  <properties>
    <maven.compiler.release>11</maven.compiler.release>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
  </properties>

  <dependencies>
    <dependency>
      <groupId>org.zeromq</groupId>
      <artifactId>jeromq</artifactId>
      <version>0.6.0</version>
    </dependency>
  </dependencies>

  <build>
    <plugins>
      <plugin>
        <groupId>org.apache.maven.plugins</groupId>
        <artifactId>maven-dependency-plugin</artifactId>
        <version>3.8.1</version>
        <executions>
          <execution>
            <phase>package</phase>
            <goals>
              <goal>copy-dependencies</goal>
            </goals>
            <configuration>
              <includeScope>runtime</includeScope>
              <outputDirectory>\${project.build.directory}/lib</outputDirectory>
            </configuration>
          </execution>
        </executions>
      </plugin>
    </plugins>
  </build>
</project>
`;
}
