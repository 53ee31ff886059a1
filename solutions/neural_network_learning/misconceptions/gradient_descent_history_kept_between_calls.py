"""The list in the default argument is kept from one call to the next.

기본 인수로 준 리스트가 다음 호출까지 남는다.
"""

from common.gradient import numerical_gradient

PART = "gradient_descent.history"
HINT_EN = """
The first call is right, but from the second call on the history also holds the rows of earlier
calls. A list given as a default argument is made only once, when the function is defined, and all
calls share it. Look at the first line of your function. By hand: call it twice with step_num=2
and print the length of the history each time. Is it 2 both times?
"""
HINT_KO = """
첫 번째 호출은 맞지만, 두 번째 호출부터는 이전에 기록한 행까지 함께 나옵니다. 기본 인수로 적어 둔
리스트는 함수를 정의할 때 한 번만 만들어지고, 모든 호출이 그것을 같이 씁니다. 함수의 첫 줄에서
인수의 기본값을 살펴보세요. step_num=2로 두 번 호출하면서 기록의 길이를 출력해 보세요. 두 번 모두
2인가요? 호출할 때마다 빈 기록에서 시작하려면 어디에서 만들어야 할까요?
"""


def gradient_descent(f, init_x, lr=0.01, step_num=100, history=[]):
    x = init_x.copy()

    for _ in range(step_num):
        history.append(x.copy())
        grad = numerical_gradient(f, x)
        x = x - lr * grad

    return x, history
