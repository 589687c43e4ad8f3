"""Runs the commands of README.md's console blocks and compares what they print with what stands there.

python3 tests/readme/run.py          print "readme: N passed, N failed"
python3 tests/readme/run.py --write  put the real output into README.md
"""
import re
import subprocess
import sys

text = open('README.md', encoding='utf-8').read()
passed = failed = 0


def run(block):
    global passed, failed
    result = []
    for part in re.split(r'(?m)^\$ ', block.group(1))[1:]:
        command, _, expected = part.partition('\n')
        shell = subprocess.run(['sh', '-c', command], capture_output=True, text=True, check=False)
        actual = shell.stdout
        if actual and not actual.endswith('\n'):
            actual += '\n'
        if shell.returncode == 0 and actual.rstrip('\n') == expected.rstrip('\n'):
            passed += 1
        else:
            failed += 1
            if '--write' not in sys.argv:
                print(f'readme: $ {command}\n{actual}{shell.stderr}')
        result.append(f'$ {command}\n{actual}')
    return '```console\n' + ''.join(result) + '```'


new = re.sub(r'```console\n(.*?)```', run, text, flags=re.S)
if '--write' in sys.argv:
    open('README.md', 'w', encoding='utf-8').write(new)
print(f'readme: {passed} passed, {failed} failed')
sys.exit(failed > 0)
